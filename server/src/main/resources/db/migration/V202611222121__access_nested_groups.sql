-- Directories may count groups of groups. Those that are connected do not, until somebody turns it on.
update sign_in_connection
   set settings = jsonb_set(settings, '{ldap,nestedGroups}', 'false')
 where kind = 'LDAP';
