# One image for the web server, the worker and every other command: docker run --rm fivefold check
FROM python:3.13-slim-bookworm AS built
WORKDIR /build
COPY requirements-server.lock pyproject.toml README.md LICENSE ./
COPY LICENSES LICENSES
COPY src src
# The versions that the tests ran with, each checked against its hash.
RUN python -m venv /opt/fivefold \
    && /opt/fivefold/bin/pip install --no-cache-dir --require-hashes --requirement requirements-server.lock \
    && /opt/fivefold/bin/pip install --no-cache-dir --no-deps .

FROM python:3.13-slim-bookworm
# Pango sets the text of reports in PDF; no wheel brings it.
RUN apt-get update \
    && apt-get install --yes --no-install-recommends libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 \
    && rm -rf /var/lib/apt/lists/*
# A number, so that a cluster can see that it is not root.
RUN groupadd --gid 10001 fivefold \
    && useradd --uid 10001 --gid 10001 --no-create-home --shell /usr/sbin/nologin fivefold \
    && install --directory --mode 0700 --owner 10001 --group 10001 /data
COPY --from=built /opt/fivefold /opt/fivefold
ENV PATH=/opt/fivefold/bin:$PATH PYTHONUNBUFFERED=1 FIVEFOLD_DATA=/data
USER 10001:10001
VOLUME /data
EXPOSE 8000
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=30s --timeout=5s --start-period=60s \
    CMD ["python", "-c", "import urllib.request; urllib.request.urlopen('http://127.0.0.1:8000/healthz', timeout=4)"]
ENTRYPOINT ["fivefold"]
CMD ["serve", "--address", "0.0.0.0", "--port", "8000"]
