"""What stands in the way of publishing, told by the form in which it was typed: at its field, with what to do."""

from collections import defaultdict

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.functional import cached_property
from taggit.managers import TaggableManager
from wagtail.blocks.stream_block import StreamValue
from wagtail.fields import StreamField

from publishing.guard.confirmations import answer, store_answers
from publishing.guard.errors import error_at
from publishing.guard.gate import Found, open_findings
from publishing.guard.texts import NotStored

REASON = "guard_reason"
LIFT = "guard_lift"


def _keep_what_is_refused(form: forms.ModelForm) -> None:
    """A field with an error would leave in the record what stood there before."""
    for name in form.errors:
        part = next((part for part in form.instance._meta.concrete_fields if part.name == name), None)
        if name in form.fields and isinstance(part, (models.CharField, models.TextField, StreamField)):
            value = form.fields[name].widget.value_from_datadict(form.data, {}, form.add_prefix(name))
            if isinstance(value, (str, StreamValue)):
                setattr(form.instance, name, value)


class GuardedForm:
    """
    Mixed into the form of a record, before Wagtail's form class.

    `found` is what the guard has to say, for the panel that asks for the reason (publishing.guard.panels); the reason
    comes as `guard_reason`. Nothing is looked at while a draft is saved.
    """

    for_user = None
    # Whether its user is the second person who may let pass what the guard stops by mistake.
    may_lift = False

    @cached_property
    def found(self) -> list[Found]:
        if self.is_bound and not self.publishes() and not self.lift_reason:
            return []
        return open_findings(self.instance, self._not_stored() if self.is_bound else None)

    def found_so_far(self) -> list[Found]:
        """
        What the guard has to say of what was typed until now, for a form that is sent only to be looked at: it may be
        half empty, and what its fields refuse counts too.
        """
        for form in (self, *(form for formset in self.formsets_with_words() for form in formset.forms)):
            _keep_what_is_refused(form)
        return open_findings(self.instance, self._not_stored())

    def formsets_with_words(self) -> list[forms.BaseFormSet]:
        return [formset for name, formset in getattr(self, "formsets", {}).items() if name != "comments"]

    @property
    def reason(self) -> str:
        return self.data.get(self.add_prefix(REASON), "").strip() if self.is_bound else ""

    @property
    def liftable(self) -> list[Found]:
        """Stops that a second person may find to be wrong: never a number beside somebody of a case."""
        return [one for one in self.found if not one.asks and one.finding.may_be_lifted]

    @property
    def lift_reason(self) -> str:
        return self.data.get(self.add_prefix(LIFT), "").strip() if self.is_bound else ""

    def publishes(self) -> bool:
        """Whether readers, or whoever approves for them, see what the form stores."""
        return True

    def is_valid(self) -> bool:
        valid = super().is_valid()
        return self._guard_is_content and valid

    def save(self, commit: bool = True):
        record = super().save(commit=commit)
        if record.pk:
            store_answers(record)
        return record

    @cached_property
    def _guard_is_content(self) -> bool:
        """Puts the errors into the form, once."""
        lifted = self.liftable if self.lift_reason and self.may_lift else []
        answer(self.instance, lifted, self.lift_reason, self.for_user)
        if not self.publishes():
            return True
        asked = [one for one in self.found if one.asks]
        held = [one for one in self.found if one not in lifted and not (one.asks and self.reason)]
        if not held:
            answer(self.instance, asked, self.reason, self.for_user)
            return True
        by_field: dict[object, list[Found]] = defaultdict(list)
        for one in held:
            by_field[one.text.place[0]].append(one)
        for name, found in by_field.items():
            if name in getattr(self, "formsets", {}):
                self._tell_children(name, found)
            else:
                self._tell(self, name, [(one.text.place[1:], one) for one in found])
        return False

    def _tell_children(self, name: str, found: list[Found]) -> None:
        for position in {one.text.place[1] for one in found}:
            of_child: dict[object, list[tuple]] = defaultdict(list)
            for one in found:
                if one.text.place[1] == position:
                    of_child[one.text.place[2]].append((one.text.place[3:], one))
            for field, told in of_child.items():
                self._tell(self.formsets[name].forms[position], field, told)

    def _tell(self, form: forms.ModelForm, name: object, told: list[tuple]) -> None:
        if name not in form.fields:
            form.add_error(None, [ValidationError(f"{one.label}: {one.message}") for _place, one in told])
            return
        value = getattr(form.instance, name, None)
        places = [(place, one.message) for place, one in told]
        error = error_at(value, places)
        # Another error of this field was told already, and a text with blocks shows one only.
        form._errors.pop(name, None) if hasattr(error, "block_errors") else None
        form.add_error(name, error)

    def _not_stored(self) -> NotStored:
        cleaned = getattr(self, "cleaned_data", {})
        tags = {
            part.name: list(cleaned[part.name])
            for part in self.instance._meta.get_fields()
            if isinstance(part, TaggableManager) and part.name in cleaned
        }
        children = {
            name: [
                (position, form.instance)
                for position, form in enumerate(formset.forms)
                if form.has_changed() or form.instance.pk
                if not (formset.can_delete and formset._should_delete_form(form))
            ]
            for name, formset in getattr(self, "formsets", {}).items()
            if name != "comments"
        }
        return NotStored(tags, children)
