"""Pins the images in Dockerfile, docker-compose.yml and kubernetes.yaml by the digests that their registry has now.

make pin                                                  neo4j:5.26.25-community becomes ….25-community@sha256:…
make pin ARGS="--ours registry.example.org/faultlines"    and ours becomes the one that was pushed there
"""

from __future__ import annotations

import argparse
import re
import sys
from pathlib import Path

import httpx

ROOT = Path(__file__).resolve().parents[1]
FILES = ("Dockerfile", "docker-compose.yml", "deploy/kubernetes.yaml")
IMAGE = re.compile(
    r"^(\s*(?:FROM|image:) )((?:[a-z0-9.-]+(?::\d+)?/)*[a-z0-9-]+):([\w.-]+)(?:@sha256:[0-9a-f]{64})?", re.MULTILINE
)
MANIFESTS = ", ".join(
    (
        "application/vnd.oci.image.index.v1+json",
        "application/vnd.docker.distribution.manifest.list.v2+json",
        "application/vnd.oci.image.manifest.v1+json",
        "application/vnd.docker.distribution.manifest.v2+json",
    )
)
HUB = "registry-1.docker.io"
OURS = "faultlines"


def place_of(image: str) -> tuple[str, str]:
    """The registry of an image, and its name there."""
    first, _, rest = image.partition("/")
    if rest and ("." in first or ":" in first):
        return first, rest
    return HUB, image if rest else f"library/{image}"


def digest_of(client: httpx.Client, image: str, tag: str, scheme: str = "https") -> str:
    """The digest of a tag, as its registry has it now; httpx.HTTPError when it has none."""
    host, name = place_of(image)
    address = f"{scheme}://{host}/v2/{name}/manifests/{tag}"
    headers = {"accept": MANIFESTS}
    answer = client.head(address, headers=headers)
    if answer.status_code == httpx.codes.UNAUTHORIZED:
        challenge = dict(re.findall(r'(\w+)="([^"]*)"', answer.headers["www-authenticate"]))
        wanted = {"service": challenge.get("service", ""), "scope": f"repository:{name}:pull"}
        token = client.get(challenge["realm"], params=wanted).raise_for_status().json()["token"]
        answer = client.head(address, headers={**headers, "authorization": f"Bearer {token}"})
    return str(answer.raise_for_status().headers["docker-content-digest"])


def pinned(text: str, client: httpx.Client, ours: str | None, scheme: str = "https") -> str:
    """A file with a digest behind each tag; our own image only when it is said where it was pushed to."""

    def pin(match: re.Match[str]) -> str:
        before, image, tag = match.groups()
        if image.rpartition("/")[2] == OURS:
            if ours is None:
                return match[0]
            image = ours
        return f"{before}{image}:{tag}@{digest_of(client, image, tag, scheme)}"

    return IMAGE.sub(pin, text)


def main() -> None:
    """Pin every file in place."""
    parser = argparse.ArgumentParser(description="Pin images by digest")
    parser.add_argument("--ours", help="where our own image was pushed to, such as registry.example.org/faultlines")
    ours = parser.parse_args().ours
    with httpx.Client(follow_redirects=True, timeout=30) as client:
        try:
            texts = {name: pinned((ROOT / name).read_text("utf-8"), client, ours) for name in FILES}
        except httpx.HTTPError as error:
            sys.exit(f"Error: nothing was pinned: {error}")
    for name, text in texts.items():
        (ROOT / name).write_text(text, "utf-8")


if __name__ == "__main__":
    main()
