def test_a_draft_is_saved_only_when_the_editor_says_so(admin_client, page_at):
    """A save under way at the moment of publishing would make a draft of the page again (decision 13)."""
    article = page_at("/kekerasan/fisik/")
    for form in (f"{article.pk}/edit/", f"add/campaigns/articlepage/{article.get_parent().pk}/"):
        html = admin_client.get(f"/admin/pages/{form}").content.decode()
        assert "w-unsaved" in html, "the editor is warned before leaving with something unsaved"
        assert "w-autosave#save" not in html
