from flask import Flask as Application

application: Application = Application(__name__)
