"""The sample district: twelve workbooks as units really send them, drawn by code and checked in under resources/sample/样表.

`PYTHONPATH=.:tests python -m sample_district` draws them again; a test proves that the checked-in ones are what it draws.

01 枫叶桥家居 奖励      block over two lines, odd headers, every form of date, 合计 and signatures. 初级工, 中级工, not insured, not yet
                        three years (and three years to the day), certificates of 2017-12-31, 2018-01-01 and after filing, no account
02 枫叶桥家居 研修      Sheet1, unit columns merged downwards, no block. The unit asks, also for certificates of 01 (another payee:
                        whole); cost borne by the worker, 专项职业能力证书, 初级工, 特级技师, 首席技师, 已获同类财政资金
03 大别木语 两表        说明, then two types. Broken service, an occupation at a level twice, a certificate of another person;
                        top-ups to the upgrade rate (1500 for a 技师), whole where the reward failed
04 大别木语 学徒        header and total in 万元, dates as 20250301 numbers; the ceiling of 6000; one cell with its own 万元 (error)
05 嘉木润 学徒          sums as ￥12,000.00, 1.2万元, full-width; 5000 + 1000 and nothing left; second and third year, off the pilot list,
                        an invoice twice, agreements of 2017-12-31, 2018-01-01 and after filing; a foreign firm is an enterprise
06 沣西城建 两表        header of two lines with groups. Upgrades of a state firm granted, rewards refused
07 沣河职校 研修        the template, cleanly filled, with its 填表说明
08 新匠人 研修          identity and account numbers stored as numbers (errors); apprentices of a training institution refused
09 枫叶桥家居 补报      errors: check digit, 30 February, 01/02/2019, unknown options, #N/A, 15 digits, blanks, month without day
10 大别木语 第二批      five rows of 03 again, one row twice within itself
11 豫皖林木 两表        a unit from outside the district (区外) asks for itself; no title, no block
12 窗口 个人            individuals of two units: blank township, contact, telephone, account (to be supplied); an upgrade first, then
                        the reward for the same certificate: zero, or whole where the upgrade failed
"""
