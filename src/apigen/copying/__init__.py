"""Makes and updates projects from anyone's Copier template, and writes apigen's own as one."""
