package fetchd

import (
	"strings"
	"testing"
	"time"
)

func TestQueueKeepsTheOrder(t *testing.T) {
	var queue Queue
	start := time.Unix(0, 0)
	for i, url := range []string{"b", "a", "c", "a"} {
		added := queue.Add(Job{URL: url, After: start.Add(time.Duration(i) * time.Second)})
		if added == (i == 3) {
			t.Errorf("%s: added is %v", url, added)
		}
	}
	var order []string
	for {
		job, ok := queue.Next(start.Add(time.Minute))
		if !ok {
			break
		}
		order = append(order, job.URL)
	}
	if got := strings.Join(order, ""); got != "bac" {
		t.Errorf("got %q", got)
	}
}

func TestRobots(t *testing.T) {
	robots, err := ParseRobots(strings.NewReader("User-agent: *\nDisallow: /private # keep out\n"))
	if err != nil {
		t.Fatal(err)
	}
	for path, want := range map[string]bool{"/": true, "/private/x": false} {
		if got := robots.Allows(path); got != want {
			t.Errorf("%s: got %v", path, got)
		}
	}
}
