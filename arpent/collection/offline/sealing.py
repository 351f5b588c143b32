"""Sealing: what a device has finished is closed with the campaign's public key, and the server alone opens it.

Each answer has a key of its own: a fresh pair on the curve P-256 agrees with the campaign's public key (ECDH),
HKDF-SHA-256 makes an AES-256-GCM key of it, and the device forgets its half. The identifier of the answer is
bound to it: the same answer under another identifier does not open.
"""

import binascii
import secrets
from base64 import b64decode, b64encode
from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

CURVE = ec.SECP256R1()
PURPOSE = b"arpent offline answer 1"
LOCK = b"arpent offline key 1"
IV = 12


class Unopened(ValueError):
    """It was not sealed for this campaign, or it was changed on the way."""


def new_pair(secret: str) -> tuple[str, bytes]:
    """The public half in base 64, and the private half locked with the site's secret."""
    private = ec.generate_private_key(CURVE)
    written = private.private_bytes(
        serialization.Encoding.DER, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    iv = secrets.token_bytes(IV)
    return _point(private.public_key()), iv + AESGCM(_lock(secret)).encrypt(iv, written, LOCK)


def opened(envelope: Mapping[str, Any], ident: str, locked: bytes, secret: str) -> bytes:
    """What a device sealed under that identifier. Raises Unopened."""
    try:
        point, iv, sealed = (
            b64decode(str(envelope[name]), validate=True) for name in ("point", "iv", "sealed")
        )
        theirs = ec.EllipticCurvePublicKey.from_encoded_point(CURVE, point)
        shared = _unlocked(locked, secret).exchange(ec.ECDH(), theirs)
        return AESGCM(_derived(shared)).decrypt(iv, sealed, ident.encode())
    except (KeyError, ValueError, binascii.Error, InvalidTag) as wrong:
        raise Unopened from wrong


def sealed(content: bytes, ident: str, public: str) -> dict[str, str]:
    """What a device does: the twin of `static/collection/offline/sealing.js`."""
    own = ec.generate_private_key(CURVE)
    theirs = ec.EllipticCurvePublicKey.from_encoded_point(CURVE, b64decode(public))
    iv = secrets.token_bytes(IV)
    closed = AESGCM(_derived(own.exchange(ec.ECDH(), theirs))).encrypt(iv, content, ident.encode())
    return {
        "point": _point(own.public_key()),
        "iv": b64encode(iv).decode(),
        "sealed": b64encode(closed).decode(),
    }


@lru_cache(maxsize=32)
def _unlocked(locked: bytes, secret: str) -> ec.EllipticCurvePrivateKey:
    written = AESGCM(_lock(secret)).decrypt(locked[:IV], locked[IV:], LOCK)
    private = serialization.load_der_private_key(written, None)
    if not isinstance(private, ec.EllipticCurvePrivateKey):
        raise Unopened
    return private


def _lock(secret: str) -> bytes:
    return HKDF(hashes.SHA256(), 32, salt=None, info=LOCK).derive(secret.encode())


def _derived(shared: bytes) -> bytes:
    return HKDF(hashes.SHA256(), 32, salt=None, info=PURPOSE).derive(shared)


def _point(public: ec.EllipticCurvePublicKey) -> str:
    form = serialization.PublicFormat.UncompressedPoint
    return b64encode(public.public_bytes(serialization.Encoding.X962, form)).decode()
