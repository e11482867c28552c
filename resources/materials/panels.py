from django.utils.safestring import SafeString
from wagtail.admin.compare import FieldComparison, diff_text
from wagtail.admin.panels import FieldPanel


class ChoicesComparison(FieldComparison):
    """Of two versions of a ChoicesField: Wagtail's own comparison of choices fails where there are several."""

    def htmldiff(self) -> SafeString:
        return diff_text(self._words(self.val_a), self._words(self.val_b)).to_html()

    def _words(self, chosen: list[str]) -> str:
        labels = dict(self.field.flatchoices)
        return ", ".join(str(labels.get(one, one)) for one in chosen)


class ChoicesPanel(FieldPanel):
    """For a ChoicesField."""

    def get_comparison_class(self) -> type[FieldComparison]:
        return ChoicesComparison
