"""What the application does, one module for each resource; nothing here knows HTTP."""
