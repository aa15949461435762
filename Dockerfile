# One image for web, worker and beat. Its steps are docker/build.sh, which the tests run without Docker.
FROM python:3.11-slim-bookworm

RUN useradd --system --uid 10001 --home-dir /nonexistent --shell /usr/sbin/nologin greenlab \
    && install -d -o greenlab -g greenlab -m 700 /data

# The requirements change less often than the application: their layer is kept between builds.
COPY requirements.txt /src/
COPY docker/build.sh /src/docker/
RUN /src/docker/build.sh dependencies
COPY . /src/
RUN /src/docker/build.sh application && rm -rf /src

ENV PATH=/opt/greenlab/venv/bin:$PATH \
    PYTHONUNBUFFERED=1 \
    GREENLAB_DATA=/data \
    GREENLAB_STATIC=/opt/greenlab/static \
    GREENLAB_BIND=0.0.0.0:8000
WORKDIR /opt/greenlab/app
USER greenlab
VOLUME /data
EXPOSE 8000
HEALTHCHECK --interval=30s --timeout=10s --start-period=60s --retries=3 CMD ["python", "manage.py", "health", "web"]
CMD ["python", "manage.py", "run", "web"]
