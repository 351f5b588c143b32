"""What the database holds only as digests and ciphers. The key comes from the site's secret, which is no row.

A backup of the database alone tells no name, no address and no code. Names are sealed with AES-256-GCM; they are
padded first, so that the length of a cipher does not tell a short address from a long one, and bound to where
they belong, so that a cipher moved to another row does not open. No date is kept inside.
"""

import base64
import hmac
import json
import secrets
from collections.abc import Mapping
from functools import lru_cache
from hashlib import sha256

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings

BLOCK = 128
NONCE = 12


class Unreadable(ValueError):
    """Sealed under another key: the site's secret has changed."""


@lru_cache(maxsize=16)
def _key(secret: str, purpose: str) -> bytes:
    return HKDF(SHA256(), length=32, salt=None, info=f"arpent {purpose}".encode()).derive(secret.encode())


def digest(purpose: str, words: str) -> str:
    """The same words always give the same sixty-four signs; the signs give nothing back without the key."""
    return hmac.new(_key(settings.SECRET_KEY, purpose), words.encode(), sha256).hexdigest()


def seal(words: Mapping[str, str], *, within: str) -> str:
    """Those words, readable only with the key and only where they belong."""
    plain = json.dumps(dict(words), ensure_ascii=False).encode()
    padded = plain + b" " * (-len(plain) % BLOCK)
    nonce = secrets.token_bytes(NONCE)
    cipher = AESGCM(_key(settings.SECRET_KEY, "contacts")).encrypt(nonce, padded, within.encode())
    return base64.b64encode(nonce + cipher).decode()


def unseal(sealed: str, *, within: str) -> dict[str, str]:
    """What was sealed. Raises Unreadable."""
    raw = base64.b64decode(sealed)
    try:
        plain = AESGCM(_key(settings.SECRET_KEY, "contacts")).decrypt(
            raw[:NONCE], raw[NONCE:], within.encode()
        )
    except InvalidTag as wrong:
        raise Unreadable("Les coordonnées ont été chiffrées avec une autre clé du site.") from wrong
    return {str(name): str(value) for name, value in json.loads(plain).items()}
