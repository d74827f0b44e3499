"""The files of one resource, or of one endpoint, rendered from their templates."""
