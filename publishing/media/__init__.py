"""Pictures and documents of the site: models, upload forms, storage (`bucket` elsewhere), and where each is shown."""
