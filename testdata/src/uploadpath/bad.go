package uploadpath

import (
	"archive/zip"
	"fmt"
	"io"
	"net/http"
	"os"
	"path/filepath"

	"github.com/gin-gonic/gin"
	"github.com/gofiber/fiber/v2"
	fiber3 "github.com/gofiber/fiber/v3"
)

func straight(c *gin.Context) {
	f, err := c.FormFile("file")
	if err != nil {
		return
	}
	c.SaveUploadedFile(f, "./uploads/"+f.Filename) // want `a client chooses f.Filename, which becomes a path of SaveUploadedFile: it may name the file of another upload`
}

type api struct{ dir string }

func (a *api) method(w http.ResponseWriter, r *http.Request) {
	dst, err := os.Create(filepath.Join(a.dir, r.FormValue("name"))) // want `a client chooses FormValue\(\), which becomes a path of Create: it may name any file`
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

func serves(w http.ResponseWriter, r *http.Request) {
	http.ServeFile(w, r, "/data/"+r.URL.Query().Get("file")) // want `becomes a path of ServeFile: it may name any file`
}

func sends(c *gin.Context) { c.File("./public/" + c.Query("f")) } // want `becomes a path of File`

func fibered(c *fiber.Ctx) error { return c.SendFile("./files/" + c.Query("name")) } // want `becomes a path of SendFile`

func fibered3(c fiber3.Ctx) error { return os.Remove(filepath.Join("files", c.Params("name"))) } // want `becomes a path of Remove`

type deletion struct{ Name string }

func bound(c *gin.Context) {
	var d deletion
	if c.ShouldBindJSON(&d) != nil {
		return
	}
	os.RemoveAll(filepath.Join("/data", filepath.Clean(d.Name))) // want `a client chooses d.Name, which becomes a path of RemoveAll`
}

func unpack(r *zip.Reader) error {
	for _, f := range r.File {
		if _, err := os.Create(filepath.Join("/data", f.Name)); err != nil { // want `which becomes a path of Create: it may name any file`
			return err
		}
	}
	return nil
}
