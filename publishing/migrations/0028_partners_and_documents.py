"""Two lines of work meet here; nothing changes."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("publishing", "0011_attempts"), ("publishing", "0012_one_document_of_each_content")]

    operations = []
