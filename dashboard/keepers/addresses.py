"""Which address a wait counts by."""

import ipaddress

THIS_COMPUTER = "本机"
_IPV6_NETWORK = 64


def address_that_counts(address: str | None) -> str:
    """The address to count wrong tries by, from the one that the server knows its visitor by (None: this computer).

    The server takes X-Forwarded-For only from a proxy it trusts, and of it only the last address that is no such
    proxy (deploy/README.md says how). One office has a whole /64 of IPv6, so that counts as one. What is no
    address cannot come from a trusted proxy that is set up right: all of that counts as one, too.
    """
    if address is None:
        return THIS_COMPUTER
    try:
        parsed = ipaddress.ip_address(address)
    except ValueError:
        return "（不是地址）"
    if parsed.version == 6 and parsed.ipv4_mapped:
        parsed = parsed.ipv4_mapped
    if parsed.is_loopback:
        return THIS_COMPUTER
    if parsed.version == 6:
        return str(ipaddress.ip_network((int(parsed), _IPV6_NETWORK), strict=False))
    return str(parsed)
