package uploadpath

import (
	"archive/zip"
	"net/http"
	"os"
	"path"
	"path/filepath"
	"strings"

	"github.com/gin-gonic/gin"
)

func base(c *gin.Context) {
	f, err := c.FormFile("file")
	if err != nil {
		return
	}
	c.SaveUploadedFile(f, filepath.Join("uploads", filepath.Base(f.Filename)))
}

func local(w http.ResponseWriter, r *http.Request) {
	name := r.FormValue("name")
	if !filepath.IsLocal(name) {
		return
	}
	os.Open("files/" + name)
}

func noDots(w http.ResponseWriter, r *http.Request) {
	name := r.FormValue("name")
	if strings.Contains(name, "..") {
		return
	}
	os.Open("files/" + name)
}

func rooted(w http.ResponseWriter, r *http.Request) {
	root, err := os.OpenRoot("files")
	if err != nil {
		return
	}
	root.Open(r.FormValue("name"))
}

func own(c *gin.Context) {
	f, _ := c.FormFile("file")
	c.SaveUploadedFile(f, "uploads/"+newName())
}

func newName() string { return "x" }

func id(s string) string { return strings.Map(func(r rune) rune { return r }, s) }

func cleaned(c *gin.Context) { os.Open(id(c.Param("id"))) }

func cleanedFromRoot(w http.ResponseWriter, r *http.Request) {
	http.ServeFile(w, r, "/data"+path.Clean("/"+r.FormValue("file")))
}

func unpackChecked(r *zip.Reader) error {
	for _, f := range r.File {
		to := filepath.Join("/data", f.Name)
		if !strings.HasPrefix(to, "/data/") {
			continue
		}
		if _, err := os.Create(to); err != nil {
			return err
		}
	}
	return nil
}
