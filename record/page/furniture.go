package page

import (
	"regexp"
	"strings"
	"unicode"
)

// Names of classes and ids, as whole words, that speak for a story.
var storyNames = set("article articlebody articlecontent articletext story storybody storycontent storytext body content contents entry entrycontent post postbody postcontent text textbody main maincontent maintext newsbody newscontent newstext newsarticle bodytext bodycopy paragraph paragraphs copy blog hentry richtext prose artikel articulo contenido cuerpo corps texte txt")

// Names that speak against.
var furnitureNames = set("comment comments commentary-list disqus sidebar sidebars rail related relatedposts relatedarticles relatedstories relatedcontent share sharing sharebar sharetools sharedaddy addthis addtoany social socials socialmedia sociallinks nav navbar navigation navi menu submenu menubar breadcrumb breadcrumbs footer foot colophon pagefooter promo promos promotion newsletter newsletters signup subscribe subscription paywall cookie cookies consent gdpr ccpa onetrust banner banners ad ads adv advert advertisement advertising adsense adbox adunit adslot dfp sponsor sponsored sponsors popup modal overlay lightbox tooltip dropdown caption captions wpcaption credit credits byline bylines author authors authorbox authorbio bio tags tag taglist tagcloud keywords recommend recommended recommendation recommendations trending popular mostread mostpopular mostviewed latest pagination pager paging rating ratings vote widget widgets outbrain taboola zergnet toolbar toolbox tools skip skiplink screenreader srprefix masthead topbar toplinks bottomlinks login register search searchform sitemap copyright legal disclaimer print printonly noprint feedback reply respond replies trackback trackbacks pingback meta metadata metainfo postmeta entrymeta timestamp dateline-meta readmore morenews moreon morestories nextprev prevnext postnav postnavigation teaser teasers carousel slideshow gallery livechat chat hidden invisible offscreen visuallyhidden")

// dropNames are names of elements that are left out before the search.
var dropNames = set("comment comments commentlist commentsection commentform disqus disqusthread sidebar sidebars rightrail leftrail rail related relatedposts relatedarticles relatedstories relatedcontent relatedlinks jprelatedposts share sharing sharebar sharetools sharedaddy sharebuttons addthis addtoany social socials socialmedia sociallinks socialbar socialshare nav navbar navigation navi menu submenu menubar mainmenu breadcrumb breadcrumbs footer colophon pagefooter sitefooter promo promos promotion newsletter newsletters signup subscribe subscription cookie cookies cookiebanner cookieconsent cookienotice cookiebar consent gdpr ccpa onetrust onetrustconsentsdk banner banners ad ads advert adverts advertisement advertisements advertising adsense adbox adunit adslot adcontainer adwrapper dfp googlead sponsor sponsored sponsors popup popups modal overlay lightbox tooltip dropdown caption captions wpcaption wpcaptiontext figcaption imagecaption photocaption photocredit imagecredit byline bylines authorbox authorbio authorinfo bio tags taglist tagcloud keywords recommend recommended recommendation recommendations trending popular mostread mostpopular mostviewed pagination pager paging rating ratings outbrain taboola zergnet toolbar masthead topbar login searchform sitemap copyright disclaimer noprint feedback respond replies replylist trackback trackbacks pingback postmeta entrymeta metainfo readmore morenews moreon morestories morefrom nextprev prevnext postnav postnavigation navlinks livechat visuallyhidden srhidden screenreadertext skiplink printonly inreadad seealso readalso alsoread readnext upnext interstitial pullquote hatnote toc")

// dropRoles are roles of elements that are no story.
var dropRoles = set("navigation complementary contentinfo banner search menu menubar dialog alertdialog toolbar tooltip tablist alert")

// dropTags are elements that are no story unless they hold most of the text.
var dropTags = set("nav footer aside header figure")

// hintWords cuts a class or id into words: "td-post-content relatedStories"
// gives td, post, content, relatedstories, and the pairs postcontent and so
// on, so that "related-posts" is found like "relatedposts".
func hintWords(hint string) []string {
	if hint == "" {
		return nil
	}
	var out []string
	for _, name := range strings.Fields(hint) {
		parts := strings.FieldsFunc(name, func(r rune) bool { return !unicode.IsLetter(r) })
		out = append(out, parts...)
		for i := 0; i+1 < len(parts); i++ {
			out = append(out, parts[i]+parts[i+1])
		}
	}
	return out
}

func hasAny(words []string, names map[string]bool) bool {
	for _, w := range words {
		if names[w] {
			return true
		}
	}
	return false
}

// stateNames are classes that name no element but say what the page has:
// "comments-open", "has-sidebar".
var stateNames = regexp.MustCompile(`\b(has|no|with|without|show|single|page|is|hide|enable|disable|type|category|tag|format|status|postid|author|wp)-[\w-]+|\b[\w-]+-(open|closed|enabled|disabled|right|left|active|on|off)\b`)

// dropped says whether the tag, the role or the names of an element say that
// it is no part of a story.
func dropped(n *node) bool {
	if silent[n.tag] || n.hidden || dropRoles[n.role] || dropTags[n.tag] {
		return true
	}
	if n.hint == "" || n.tag == "" {
		return false
	}
	return hasAny(hintWords(stateNames.ReplaceAllString(n.hint, " ")), dropNames)
}

// boilerplate marks the elements to leave out. An element that holds more
// than the share keep of the page's text outside links is kept whatever its
// names say; keep 0 leaves out nothing but silent elements.
func (t *tree) boilerplate(keep float64) []bool {
	text := make([]int32, len(t.nodes)+1)
	link := int32(0)
	for i := range t.nodes {
		n := &t.nodes[i]
		text[i+1] = text[i]
		switch {
		case n.tag == "a":
			link = max(link, n.end)
		case silent[n.tag]:
			link = max(link, n.end)
		case n.tag == "" && int32(i) >= link:
			text[i+1] += int32(len(strings.TrimSpace(n.text)))
		}
	}
	all := float64(text[len(t.nodes)])
	gone := make([]bool, len(t.nodes))
	for i := int32(1); i < int32(len(t.nodes)); {
		n := &t.nodes[i]
		share := float64(text[n.end]-text[i]) / math1(all)
		if n.tag != "" && (silent[n.tag] && share == 0 || keep > 0 && share <= keep && dropped(n)) {
			gone[i] = true
			i = n.end
			continue
		}
		i++
	}
	return gone
}

func math1(x float64) float64 {
	if x <= 0 {
		return 1
	}
	return x
}

// Lines that stand in the middle of stories and are none of it.
var (
	furnitureLine = regexp.MustCompile(`(?i)^(advertisement|advertising|sponsored( content)?|read more|read also|also read|read next|see also|related|related (stories|articles|news|topics|links|content|coverage|video)|recommended( stories| for you| videos)?|share( this)?( article| story| on .*)?|save|print|email|listen|copy link|follow us.*|sign up.*|subscribe.*|most read|trending( now)?|more on this story|more from .*|top stories|latest news|comments?( \(?\d+\)?)?|\d+ comments?|leave a (comment|reply).*|loading\.*|skip to .*|back to top|story continues below.*|continue reading.*|article continues.*|scroll to continue.*|(photo|image|picture|file photo|credit|photograph|video)( credit)?s?\s*[:/|].*|getty images|(©|copyright|\(c\)).*|all rights reserved.*|tags?:.*|topics?:.*|filed under.*|updated?( at| on)?:? .{0,40}|published?( at| on)?:? .{0,40}|posted( at| on)?:? .{0,40}|last (updated|modified).{0,40}|\d+ min(ute)?s? read|open image in gallery|enlarge this image|view (image )?in fullscreen)$`)
	bylineLine    = regexp.MustCompile(`^(?i:by|from|written by|reported by|reporting by)\s+[\p{Lu}][\p{L}.'’-]*(\s+(and|de|van|von|bin|[\p{Lu}][\p{L}.'’,-]*))*(\s*[|,/(-].{0,60})?$`)
	dateLine      = regexp.MustCompile(`(?i)^((mon|tues|wednes|thurs|fri|satur|sun)day,?\s+)?((\d{1,2}(st|nd|rd|th)?\s+)?(jan(uary)?|feb(ruary)?|mar(ch)?|apr(il)?|may|june?|july?|aug(ust)?|sept?(ember)?|oct(ober)?|nov(ember)?|dec(ember)?)\.?\s+\d{1,2}?,?\s*\d{0,4}|\d{4}[-/.]\d{1,2}[-/.]\d{1,2}|\d{1,2}[-/.]\d{1,2}[-/.]\d{4})([\s,|·•–-]*(at\s+)?\d{1,2}[:.h]\d{2}(:\d{2})?\s*([ap]\.?m\.?)?\s*\(?[a-z]{0,5}\)?)?[\s|·•]*(updated.*|\d+ min read)?$`)
)

// belongs says whether a block within the story's element is of the story.
func (t *tree) belongs(b *block) bool {
	if float64(b.links) > mostLinks*float64(b.chars) && (b.chars < 200 || b.tag == "li") && !(b.tag == "p" && b.chars > 60 && float64(b.links) < 0.8*float64(b.chars)) {
		return false
	}
	if b.chars < 140 && (furnitureLine.MatchString(b.text) || bylineLine.MatchString(b.text) || dateLine.MatchString(b.text)) {
		return false
	}
	return strings.IndexFunc(b.text, func(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }) >= 0
}

// trimEnds drops headings and single words that nothing of the story follows.
func trimEnds(bs []block) []block {
	for len(bs) > 0 {
		last := &bs[len(bs)-1]
		if !heading(last.tag) && last.chars > 2 {
			break
		}
		bs = bs[:len(bs)-1]
	}
	return bs
}
