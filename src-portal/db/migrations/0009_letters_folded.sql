-- What texts are sought with (services/text-key.ts) folds œ, æ, ß, typographic apostrophes and dashes, too.
update patient set search_text = translate(replace(replace(replace(search_text, 'œ', 'oe'), 'æ', 'ae'), 'ß', 'ss'), '’‘ʼ‐–—', '''''''---')
where search_text ~ '[œæß’‘ʼ‐–—]';

update professional set search_text = translate(replace(replace(replace(search_text, 'œ', 'oe'), 'æ', 'ae'), 'ß', 'ss'), '’‘ʼ‐–—', '''''''---')
where search_text ~ '[œæß’‘ʼ‐–—]';

update exam set search_text = translate(replace(replace(replace(search_text, 'œ', 'oe'), 'æ', 'ae'), 'ß', 'ss'), '’‘ʼ‐–—', '''''''---')
where search_text ~ '[œæß’‘ʼ‐–—]';

update exam set label_key = translate(replace(replace(replace(label_key, 'œ', 'oe'), 'æ', 'ae'), 'ß', 'ss'), '’‘ʼ‐–—', '''''''---')
where label_key ~ '[œæß’‘ʼ‐–—]';

update establishment set name_key = translate(replace(replace(replace(name_key, 'œ', 'oe'), 'æ', 'ae'), 'ß', 'ss'), '’‘ʼ‐–—', '''''''---')
where name_key ~ '[œæß’‘ʼ‐–—]';

-- A name that another account has in its new form stays as it was: an operator finds both by `user list`.
update account set username_key = translate(replace(replace(replace(username_key, 'œ', 'oe'), 'æ', 'ae'), 'ß', 'ss'), '’‘ʼ‐–—', '''''''---')
where username_key ~ '[œæß’‘ʼ‐–—]' and not exists (
  select from account as other where other.id <> account.id
    and translate(replace(replace(replace(other.username_key, 'œ', 'oe'), 'æ', 'ae'), 'ß', 'ss'), '’‘ʼ‐–—', '''''''---') = translate(replace(replace(replace(account.username_key, 'œ', 'oe'), 'æ', 'ae'), 'ß', 'ss'), '’‘ʼ‐–—', '''''''---'));
