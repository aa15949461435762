"""How the web server runs: `gunicorn --config python:greenlab.gunicorn greenlab.wsgi`."""

from greenlab import env

bind = env.text("GREENLAB_BIND", f"127.0.0.1:{env.integer('PORT', 8000, least=1, most=65535)}")
workers = env.integer("GREENLAB_WEB_WORKERS", 2, least=1)
threads = env.integer("GREENLAB_WEB_THREADS", 4, least=1)
timeout = 120
graceful_timeout = 20
control_socket_disable = True  # it would be one file per person, shared by every installation on the machine
loglevel = "warning"
