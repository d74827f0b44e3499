from flask import Flask

from . import gesundheit, wörter, übersicht


def füge_hinzu(größe: Flask) -> None:
    größe.config["ß"] = "„Anführung“"
    größe.register_blueprint(gesundheit.router)
    größe.register_blueprint(übersicht.router)
    größe.register_blueprint(wörter.router)  # „Wörter“
