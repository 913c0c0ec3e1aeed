// Package rowserr defines an analyzer of iterations that hide a failure.
//
// # Analyzer rowserr
//
// rowserr: report a loop over rows or lines without a look at Err
//
// Question: rows.Next has returned false; are these all rows?
//
// Answer: not necessarily. Next returns false at the end of the result and also
// when the connection breaks, the context is cancelled or the server aborts the
// query; only rows.Err tells which. Without it a truncated result looks
// complete, and is cached, billed or deleted by. bufio.Scanner is the same: Scan
// returns false on a read error and on a line longer than its buffer.
//
// Before:
//
//	func names(db *sql.DB) ([]string, error) {
//		rows, err := db.Query("SELECT name FROM person")
//		if err != nil {
//			return nil, err
//		}
//		defer rows.Close()
//		var all []string
//		for rows.Next() {
//			var name string
//			if err := rows.Scan(&name); err != nil {
//				return nil, err
//			}
//			all = append(all, name)
//		}
//		return all, nil
//	}
//
// After:
//
//	func names(db *sql.DB) ([]string, error) {
//		rows, err := db.Query("SELECT name FROM person")
//		if err != nil {
//			return nil, err
//		}
//		defer rows.Close()
//		var all []string
//		for rows.Next() {
//			var name string
//			if err := rows.Scan(&name); err != nil {
//				return nil, err
//			}
//			all = append(all, name)
//		}
//		return all, rows.Err()
//	}
//
// # Principle
//
// From the exit of the loop the check looks for a path to a return that
// reports no error, on which Err was never called. Rows of database/sql, sqlx
// and pgx, and bufio.Scanner are known.
//
// # Limits
//
// Iterators that come from a parameter, or are handed to another function, may be
// asked elsewhere. One in a field counts if only the package can see the field,
// and none of its code asks. A scanner over a string or buffer can fail only on
// over-long lines and is left out, and so is one that is asked for a single line.
package rowserr
