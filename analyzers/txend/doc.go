// Package txend defines an analyzer of transactions that do not end.
//
// # Analyzer txend
//
// txend: report a transaction that some path leaves open
//
// Question: what does a transaction hold that is neither committed nor rolled
// back?
//
// Answer: one connection of the pool, checked out for good, and every row and
// table lock that its statements took. The function that returned early is long
// gone, so nobody can end it any more; after as many such returns as the pool
// has connections, each Begin and each Query of the process waits for ever.
// Defer Rollback right after the error check of Begin: after a Commit it only
// returns sql.ErrTxDone and does nothing, and it also covers panics.
//
// Before:
//
//	func move(db *sql.DB, from, to int) error {
//		tx, err := db.Begin()
//		if err != nil {
//			return err
//		}
//		if _, err := tx.Exec("UPDATE account SET n = n - 1 WHERE id = ?", from); err != nil {
//			return err
//		}
//		if _, err := tx.Exec("UPDATE account SET n = n + 1 WHERE id = ?", to); err != nil {
//			return err
//		}
//		return tx.Commit()
//	}
//
// After:
//
//	func move(db *sql.DB, from, to int) error {
//		tx, err := db.Begin()
//		if err != nil {
//			return err
//		}
//		defer tx.Rollback()
//		if _, err := tx.Exec("UPDATE account SET n = n - 1 WHERE id = ?", from); err != nil {
//			return err
//		}
//		if _, err := tx.Exec("UPDATE account SET n = n + 1 WHERE id = ?", to); err != nil {
//			return err
//		}
//		return tx.Commit()
//	}
//
// # Principle
//
// Whoever begins a transaction ends it on every path, or hands it over: by
// returning it, storing it, or passing it to a function that ends it. Functions
// of the package are looked into. A function of another package that takes the
// transaction as an interface without Commit and Rollback can only use it.
// Transactions of database/sql, sqlx, pgx, gorm and bbolt are known.
//
// # Limits
//
// A transaction passed as its own type to a function of another module counts
// as handed over. Panics are not reported. Test files are not looked at.
package txend
