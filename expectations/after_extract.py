TABLES: tuple[()] = ()
