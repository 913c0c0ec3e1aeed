package uploadpath

import (
	"fmt"
	"io"
	"net/http"
	"os"
	"path/filepath"

	"github.com/gin-gonic/gin"
)

func straight(c *gin.Context) {
	f, err := c.FormFile("file")
	if err != nil {
		return
	}
	c.SaveUploadedFile(f, "./uploads/"+f.Filename) // want `a client chooses f.Filename, which becomes a path of SaveUploadedFile: it may name any file`
}

type api struct{ dir string }

func (a *api) method(w http.ResponseWriter, r *http.Request) {
	dst, err := os.Create(filepath.Join(a.dir, r.FormValue("name"))) // want `a client chooses FormValue\(\), which becomes a path of Create`
	if err != nil {
		return
	}
	defer dst.Close()
	io.Copy(dst, r.Body)
}

func upload(w http.ResponseWriter, r *http.Request) {
	_, header, err := r.FormFile("f")
	if err != nil {
		return
	}
	os.WriteFile(fmt.Sprintf("/data/%s", header.Filename), nil, 0o600) // want `a client chooses header.Filename, which becomes a path of WriteFile`
}

func open(name string) (*os.File, error) {
	return os.Open("files/" + name) // want `a client chooses Param\(\), which becomes a path of Open`
}

func helper(c *gin.Context) {
	open(c.Param("name"))
}

func onOnePath(c *gin.Context) {
	name := "default"
	if q := c.Query("f"); q != "" {
		name = q
	}
	func() { os.Remove(name) }() // want `becomes a path of Remove`
	os.Remove("x/" + name)       // want `becomes a path of Remove`
}
