from django import template

from home.guide.beside import part_for
from home.guide.reading import Section

register = template.Library()


@register.simple_tag(takes_context=True)
def guide_part(context: template.Context) -> Section | None:
    """The part of the guide that fits this screen."""
    request = context.get("request")
    if request is None or not request.user.is_authenticated:
        return None
    return part_for(request, context.get("page"))
