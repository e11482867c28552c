"""What editors read about a finding, by its keys: what it is, why it matters, what to do."""

from django.utils.translation import gettext_lazy as _

from publishing.guard import findings

KINDS = {
    findings.NIK: _("NIK or KK number"),
    findings.CARD: _("card number"),
    findings.PHONE: _("phone number"),
    findings.NAME: _("person of a case"),
    findings.CHILD: _("name of a child"),
    findings.PARENTS: _("family of a victim"),
    findings.ADDRESS: _("address of a person"),
    findings.SMALL_TOWN: _("details of a case"),
    findings.EMAIL: _("private e-mail"),
    findings.ACCOUNT: _("account or short link"),
}

REASONS = {
    findings.NIK: _("This number looks like a NIK or KK. It tells who somebody is, and can be misused."),
    findings.CARD: _("This number looks like that of a bank card."),
    findings.PHONE: _("This phone number is no verified help point. It may be somebody's own, or wrong."),
    findings.NAME: _(
        "This looks like the name or the initials of somebody in a case. The law forbids to reveal victims."
    ),
    findings.CHILD: _("This looks like the name or the initials of a child, with age or school, or in a case."),
    findings.PARENTS: _("This looks like the family of a victim: who knows the parents knows the child."),
    findings.ADDRESS: _("This looks like where somebody of a case lives."),
    findings.SMALL_TOWN: _("Two details of a case together: in a small town people know who is meant."),
    findings.EMAIL: _("This looks like somebody's own e-mail address."),
    findings.ACCOUNT: _(
        "This is somebody's account beside a case, or a short link: it does not tell where it leads, and that can "
        "change."
    ),
}

ADVICE = {
    findings.NIK: _("Take the number out. No text of this site needs it."),
    findings.CARD: _("Take the number out."),
    findings.PHONE: _(
        "Take it out, or let the office verify it first under “Whom to call”. SAPA 129 may stand in every text."
    ),
    findings.NAME: _(
        "Write “korban” or “seorang perempuan”, without initials. If it is somebody in a public part, say so as reason."
    ),
    findings.CHILD: _("Leave out name, initials, age and school: “seorang anak” is enough."),
    findings.PARENTS: _("Leave out who the parents are and what they do: “keluarga” is enough."),
    findings.ADDRESS: _("Leave out street, house number and RT/RW. An office's address may stay: say so as reason."),
    findings.SMALL_TOWN: _("Keep one detail at most: no age, no kelurahan, no school, no day, no hospital."),
    findings.EMAIL: _("Use the office's address, or take it out."),
    findings.ACCOUNT: _("Take the account out; write the full address instead of a short link."),
}
