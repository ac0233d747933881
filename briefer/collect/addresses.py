"""Which machines may be asked: a host's name becomes the addresses that lie in the open internet."""

from __future__ import annotations

import socket
from collections.abc import Sequence
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address

Address = IPv4Address | IPv6Address

_NAT64 = (IPv6Network("64:ff9b::/96"), IPv6Network("64:ff9b:1::/48"))
_COMPATIBLE = IPv6Network("::/96")
_CLOSED = (
    IPv4Network("0.0.0.0/8"),
    IPv4Network("100.64.0.0/10"),
    IPv4Network("192.0.0.0/24"),
    IPv4Network("192.88.99.0/24"),
    IPv4Network("198.18.0.0/15"),
    IPv6Network("64:ff9b:1::/48"),
    IPv6Network("100::/64"),
    IPv6Network("2001::/23"),
    IPv6Network("2001:db8::/32"),
    IPv6Network("3fff::/20"),
    IPv6Network("5f00::/16"),
    IPv6Network("fec0::/10"),
)
"""Networks of the IANA special-purpose registries that Python's `is_global` has not always known."""


def is_public(address: Address) -> bool:
    """Does an address lie in the open internet, and so does every IPv4 address that it carries?

    Not public are private, loopback, link-local, multicast and reserved networks, also inside IPv4-mapped, IPv4-compatible,
    6to4, Teredo and NAT64 addresses.
    """
    if isinstance(address, IPv6Address):
        inner = _inside(address)
        if inner is not None:
            return all(is_public(one) for one in inner)
    if not address.is_global or address.is_multicast or address.is_reserved or address.is_link_local:
        return False
    return not any(address in network for network in _CLOSED if network.version == address.version)


def _inside(address: IPv6Address) -> tuple[IPv4Address, ...] | None:
    """The IPv4 addresses that an IPv6 address carries; None where it carries none."""
    if address.ipv4_mapped is not None:
        return (address.ipv4_mapped,)
    if address.sixtofour is not None:
        return (address.sixtofour,)
    if address.teredo is not None:
        return address.teredo
    if address in _NAT64[0] or (address in _COMPATIBLE and int(address) > 0xFFFF):
        return (IPv4Address(int(address) & 0xFFFF_FFFF),)
    return None


def resolve(host: str, port: int) -> Sequence[str]:
    """A host's name or address → its addresses, in the order of the system's resolver. OSError where it has none."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return tuple(dict.fromkeys(str(entry[4][0]) for entry in found))


def parsed(text: str) -> Address:
    """An address as a resolver gives it, with or without a zone (`fe80::1%eth0`) → the address. ValueError otherwise."""
    return ip_address(text.split("%")[0])
