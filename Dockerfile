# Two stages: packages and static files are made in the first, the second holds only what runs.
FROM python:3.12-slim-trixie AS build
ENV PIP_NO_CACHE_DIR=1 PIP_DISABLE_PIP_VERSION_CHECK=1 PYTHONDONTWRITEBYTECODE=1
RUN python -m venv /opt/venv
COPY requirements/production.txt /tmp/production.txt
RUN /opt/venv/bin/pip install --require-hashes --requirement /tmp/production.txt
COPY . /app
WORKDIR /app
# The base settings: nothing of production is known, or needed, at this moment.
RUN SECRET_KEY=only-for-this-step DJANGO_SETTINGS_MODULE=crm.settings.base STATIC_ROOT=/app/staticfiles \
    /opt/venv/bin/python manage.py collectstatic --no-input

FROM python:3.12-slim-trixie
# pg_dump, pg_restore and psql for backups; not older than the server.
RUN apt-get update \
    && apt-get install -y --no-install-recommends postgresql-client \
    && rm -rf /var/lib/apt/lists/* \
    && useradd --uid 10001 --no-create-home --shell /usr/sbin/nologin concord \
    && install -d -o concord -g concord /data /data/uploads /backups
COPY --from=build /opt/venv /opt/venv
COPY --from=build /app /app
WORKDIR /app
ENV PATH=/opt/venv/bin:$PATH \
    PYTHONUNBUFFERED=1 \
    PYTHONDONTWRITEBYTECODE=1 \
    DJANGO_SETTINGS_MODULE=crm.settings.production \
    STATIC_ROOT=/app/staticfiles \
    CONCORD_DATA=/data
USER concord
EXPOSE 8000
CMD ["python", "-m", "crm.web", "--interface", "wsgi", "--host", "0.0.0.0", "--port", "8000", "--workers", "2", "--blocking-threads", "4", "--no-ws", "--respawn-failed-workers", "--workers-kill-timeout", "10", "--log-config", "crm/granian_logs.json", "crm.wsgi:application"]
