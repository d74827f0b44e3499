"""Tests of apigen.copying."""
