// Package uploadpath defines an analyzer of file names that a client chooses.
//
// # Analyzer uploadpath
//
// uploadpath: report request data used as a file's path
//
// Question: may an upload be stored under the name that the client sent?
//
// Not as it is. The name is data of the request: it can be ../../etc/passwd,
// the name of somebody else's file, or one that starts with a dot. Go's
// multipart reader takes the directory off FileHeader.Filename, but only since
// 1.17, and a name that collides with an existing file still replaces it. A
// path or query parameter has no such protection at all.
//
// Take filepath.Base of the name, check it with filepath.IsLocal (1.20), open
// it below an os.Root (1.24), or best of all choose the name yourself and keep
// the client's in the database.
//
// Before:
//
//	func save(w http.ResponseWriter, r *http.Request) {
//		f, err := os.Create("uploads/" + r.FormValue("name"))
//		if err != nil {
//			http.Error(w, "cannot store", http.StatusInternalServerError)
//			return
//		}
//		defer f.Close()
//		io.Copy(f, r.Body)
//	}
//
// After:
//
//	func save(w http.ResponseWriter, r *http.Request) {
//		f, err := os.Create(filepath.Join("uploads", filepath.Base(r.FormValue("name"))))
//		if err != nil {
//			http.Error(w, "cannot store", http.StatusInternalServerError)
//			return
//		}
//		defer f.Close()
//		io.Copy(f, r.Body)
//	}
//
// # Principle
//
// A path is an instruction to the file system. Whoever writes a part of it
// gives a part of the instruction.
//
// # Limits
//
// A function that looks at the name in any of the usual ways is left alone:
// filepath.IsLocal, Rel, a prefix or a pattern. The path of a URL is left alone
// as well, since http.ServeMux cleans it. mime/multipart takes the directory
// off the names of uploaded files, so these reach only files beside their own.
package uploadpath
