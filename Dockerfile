# One image for the loader and the explorer; Neo4j runs beside it (docker-compose.yml).
FROM python:3.12.12-slim-bookworm AS build
WORKDIR /src
COPY requirements.txt ./
RUN python -m venv /opt/faultlines \
 && /opt/faultlines/bin/pip install --no-cache-dir --require-hashes -r requirements.txt
COPY pyproject.toml README.md LICENSE faultlines.py ./
COPY cypher cypher
COPY loader loader
COPY explorer explorer
RUN /opt/faultlines/bin/pip install --no-cache-dir --no-deps --no-build-isolation .

FROM python:3.12.12-slim-bookworm
RUN useradd --create-home --uid 10001 faultlines && install -d -o faultlines /data
COPY --from=build /opt/faultlines /opt/faultlines
ENV PATH=/opt/faultlines/bin:$PATH FAULTLINES_HOME=/data PYTHONUNBUFFERED=1
# Settings are read from the working folder: /etc/faultlines/faultlines.toml
WORKDIR /etc/faultlines
USER faultlines
VOLUME /data
EXPOSE 8050
ENTRYPOINT ["faultlines"]
CMD ["serve", "--host", "0.0.0.0", "--port", "8050"]
