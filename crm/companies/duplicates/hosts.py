"""What of a web or e-mail address says who somebody is."""

from urllib.parse import urlsplit


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


# Where anybody may have a page or a mailbox: sharing one of these says nothing.
_EVERYBODYS = _words(
    "facebook.com linkedin.com instagram.com twitter.com x.com youtube.com wikipedia.org google.com bing.com "
    "wordpress.com blogspot.com wixsite.com weebly.com github.com medium.com tiktok.com wa.me t.me"
)
_DESKS = _words(
    "info contact contacts office hello mail email admin administration secretariat secretary reception support sales "
    "press media communication communications marketing csr sustainability partnerships foundation hr jobs careers "
    "accueil contacto oficina secretaria ventas bonjour hola enquiries enquiry inquiries help team service"
)


def website_host(address: str) -> str:
    """Without "www."; nothing where the page stands on a site of everybody's."""
    host = (urlsplit(address).hostname or "").removeprefix("www.")
    shared = host in _EVERYBODYS or any(host.endswith(f".{each}") for each in _EVERYBODYS)
    return "" if shared else host


def is_desk(email: str) -> bool:
    """A mailbox that several people read: info@, press@."""
    return email.partition("@")[0].casefold() in _DESKS
