"""Conventions that could be broken in silence, told at start instead."""

from django.apps import apps
from django.core.checks import Error, Tags, register
from wagtail.models import Page

from publishing.models import SitePage


@register(Tags.models)
def every_page_class_states_its_place(app_configs, **kwargs) -> list[Error]:
    """The tree is closed: a class that leaves its parents or children open lets an editor build a wrong site."""
    errors = []
    for model in apps.get_models():
        if not issubclass(model, SitePage) or model is Page:
            continue
        errors += [
            Error(f"{model.__name__} does not set {rule}.", obj=model, id="publishing.E001")
            for rule in ("parent_page_types", "subpage_types", "template")
            if rule not in vars(model)
        ]
    return errors
