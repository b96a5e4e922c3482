-- Archive staff see what a file holds, not what was bought. Everybody else who reads files goes on
-- seeing it.
update role set rights = array_append(rights, 'TRADE_READ')
 where 'CUSTOMER_READ' = any (rights) and code <> 'archivist';
update api_token set rights = array_append(rights, 'TRADE_READ')
 where 'CUSTOMER_READ' = any (rights);
