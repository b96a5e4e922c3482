-- Whoever looks at a file of class A, or at one that was opened to him for a time, sees his own name across its page.
update policy set obligations = array_append(obligations, 'WATERMARK')
 where shipped in ('class-a-by-rank', 'class-a-by-owner', 'class-a-by-collaborator', 'by-approval');
