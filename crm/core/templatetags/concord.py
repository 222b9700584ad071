"""Template tags available on every page without loading."""

from django import template

register = template.Library()
