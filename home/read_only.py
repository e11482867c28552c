from wagtail.users.views.groups import GroupViewSet


class RolesViewSet(GroupViewSet):
    pass
