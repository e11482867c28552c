"""Filters for the templates of the library."""

from django import template

from resources.materials import sizes

register = template.Library()
register.filter(sizes.short_size)
register.filter(sizes.size_in_words)
register.filter(sizes.time_in_words)
