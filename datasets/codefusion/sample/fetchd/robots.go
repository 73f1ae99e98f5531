package fetchd

import (
	"bufio"
	"io"
	"strings"
)

// Robots holds the paths that a robots.txt forbids to all agents.
type Robots struct {
	forbidden []string
}

// ParseRobots reads a robots.txt; lines that are not understood are skipped.
func ParseRobots(reader io.Reader) (*Robots, error) {
	robots := &Robots{}
	ours := false
	lines := bufio.NewScanner(reader)
	for lines.Scan() {
		key, value, ok := splitPair(lines.Text())
		switch {
		case !ok:
			continue
		case key == "user-agent":
			ours = value == "*"
		case key == "disallow" && ours && value != "":
			robots.forbidden = append(robots.forbidden, value)
		}
	}
	return robots, lines.Err()
}

// Allows tells whether a path may be fetched.
func (r *Robots) Allows(path string) bool {
	for _, prefix := range r.forbidden {
		if strings.HasPrefix(path, prefix) {
			return false
		}
	}
	return true
}

func splitPair(line string) (key, value string, ok bool) {
	if at := strings.IndexByte(line, '#'); at >= 0 {
		line = line[:at]
	}
	key, value, ok = strings.Cut(line, ":")
	if !ok {
		return "", "", false
	}
	return strings.ToLower(strings.TrimSpace(key)), strings.TrimSpace(value), true
}
