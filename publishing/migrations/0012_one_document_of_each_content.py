from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("publishing", "0010_private_documents")]

    operations = [
        migrations.AddConstraint(
            model_name="campaigndocument",
            constraint=models.UniqueConstraint(
                condition=models.Q(("sha256", ""), _negated=True),
                fields=("sha256",),
                name="one_document_of_each_content",
            ),
        ),
    ]
