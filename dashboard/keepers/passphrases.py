"""Passphrases as scrypt keeps them: what is stored does not give the passphrase away, and guessing stays slow."""

import hashlib
import hmac
import os
import unicodedata
from dataclasses import dataclass, field

SHORTEST = 12
LONGEST = 200
_FEWEST_DIFFERENT = 6
_SHORTEST_BESIDE_NAME = 8
# 32 MB and a quarter of a second on an office server; one try at a time (checking.py), so memory stays that.
_COST = 2**15
_BLOCK_SIZE = 8
_PARALLEL = 3
_LENGTH = 32


@dataclass(frozen=True)
class Hashed:
    """A hashed passphrase with the salt and the parameters of scrypt that it was made with."""

    salt: bytes
    cost: int
    block_size: int
    parallel: int
    digest: bytes = field(repr=False)


def weakness(passphrase: str, keeper: str) -> str:
    """Why ``passphrase`` will not do for ``keeper``, in a sentence; "" where it will."""
    plain = _normal(passphrase)
    if len(plain) < SHORTEST:
        return f"口令太短：至少 {SHORTEST} 个字符（汉字一个算一个）。几个不相干的词连起来，好记也难猜。"
    if len(plain) > LONGEST:
        return f"口令太长：最多 {LONGEST} 个字符。"
    if len(set(plain)) < _FEWEST_DIFFERENT:
        return f"口令太简单：至少要有 {_FEWEST_DIFFERENT} 个不同的字符。"
    if len(plain.casefold().replace(keeper.casefold(), "")) < _SHORTEST_BESIDE_NAME:
        return "口令太简单：除去姓名以外太短。"
    return ""


def hashed(passphrase: str) -> Hashed:
    """``passphrase`` with a salt of its own."""
    salt = os.urandom(16)
    digest = _scrypt(passphrase, salt, _COST, _BLOCK_SIZE, _PARALLEL)
    return Hashed(salt, _COST, _BLOCK_SIZE, _PARALLEL, digest)


def decoy(like: Hashed) -> Hashed:
    """What no passphrase agrees with, at the same cost as ``like``: an unknown name takes as long as a known one."""
    return Hashed(os.urandom(16), like.cost, like.block_size, like.parallel, os.urandom(_LENGTH))


def agrees(passphrase: str, kept: Hashed) -> bool:
    """Whether ``passphrase`` is the kept one, compared in constant time."""
    digest = _scrypt(passphrase, kept.salt, kept.cost, kept.block_size, kept.parallel)
    return hmac.compare_digest(digest, kept.digest)


def _scrypt(passphrase: str, salt: bytes, cost: int, block_size: int, parallel: int) -> bytes:
    needed = 128 * block_size * (cost + parallel + 2)
    # A lone surrogate, which a message made by hand may hold, has no UTF-8.
    text = _normal(passphrase).encode("utf-8", errors="surrogatepass")
    return hashlib.scrypt(text, salt=salt, n=cost, r=block_size, p=parallel, maxmem=2 * needed, dklen=_LENGTH)


def _normal(passphrase: str) -> str:
    """As typed on another keyboard: full and half width, composed and decomposed signs are the same."""
    return unicodedata.normalize("NFKC", passphrase).strip()
