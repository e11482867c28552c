"""Pictures and documents of the site: models, upload forms, storage, and how they are served."""
