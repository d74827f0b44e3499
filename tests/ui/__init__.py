"""Tests of apigen.ui."""
