"""Servers in front of the site that keep its pages (deploy/nginx), and how they are told what has changed."""
