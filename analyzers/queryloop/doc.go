// Package queryloop defines an analyzer of queries in loops.
//
// # Analyzer queryloop
//
// queryloop: report one query for each element of a range
//
// Question: what is the N+1 problem?
//
// One query fetches a list, and for each of its N elements another one fetches
// what belongs to it. Each costs a round trip to the database, so a page that
// is fast with ten rows takes seconds with a thousand, although the database
// is idle most of the time. Collect the keys and ask once, with IN, a join, or
// gorm's Preload; write many rows with one INSERT or CreateInBatches.
//
// Before:
//
//	func names(db *sql.DB, ids []int) (names []string) {
//		for _, id := range ids {
//			var name string
//			if db.QueryRow("SELECT name FROM users WHERE id = ?", id).Scan(&name) == nil {
//				names = append(names, name)
//			}
//		}
//		return names
//	}
//
// After:
//
//	func names(db *sql.DB, ids []int) (*sql.Rows, error) {
//		marks, args := "?", []any{0}
//		for _, id := range ids {
//			marks += ",?"
//			args = append(args, id)
//		}
//		return db.Query("SELECT name FROM users WHERE id IN ("+marks+")", args...)
//	}
//
// # Principle
//
// Latency adds up per round trip, not per row.
//
// # Limits
//
// The check reports reads in a loop whose conditions come from the element the
// loop is at, and writes that one statement could do. Where the loop reads and
// writes, the reads may have to follow the writes; they are reported only if
// the list itself comes from a query. Lists written out in the code, batches
// and tests are left out. Of the functions that the loop calls it looks at
// those of the package, one level deep.
//
// Folders of the module that are called examples, demo, e2e, testutil or the
// like are left out.
package queryloop
