bind = "0.0.0.0:8000"
# The logs and the settings are those of the application from the first line on.
preload_app = True
# Each request takes a thread until it has arrived in full: put a proxy that buffers in front.
worker_class = "gthread"
threads = 8
# Docker waits 10 seconds before it kills.
graceful_timeout = 8
control_socket_disable = True
