package document

// style is the page's own: nothing is fetched. Its colours keep 4.5:1 for text and 3:1
// for what is drawn, light and dark; print takes the light ones, on A4.
func style() string {
	return "\n:root{color-scheme:light dark;" + light.variables() + "}\n@media (prefers-color-scheme:dark){:root{" + dark.variables() + "}}" +
		rules + "@media print{:root{color-scheme:light;" + printed.variables() + "}}\n"
}

// printed is a little darker than a screen: printers are paler.
var printed = palette{"#000", "#444", "#fff", "#f7f2ec", "#777", "#84380f", "#0b544c", "#e0d8ce"}

func (c palette) variables() string {
	return "--ink:" + c.ink + ";--soft:" + c.soft + ";--paper:" + c.paper + ";--frame:" + c.frame + ";--line:" + c.line + ";--mark:" + c.mark + ";--second:" + c.second + ";--faint:" + c.faint
}

const rules = `
*{box-sizing:border-box}
body{margin:0;background:var(--paper);color:var(--ink);font:1rem/1.55 system-ui,-apple-system,"Segoe UI",Roboto,"Noto Sans",sans-serif}
main{max-width:46rem;margin:0 auto;padding:0 1rem 4rem;overflow-wrap:break-word}
header{max-width:46rem;margin:0 auto;padding:1.5rem 1rem 0}
header img{width:44px;min-width:0}
h1{font-size:1.75rem;line-height:1.25;margin:.5rem 0 1rem}
h2{font-size:1.3rem;line-height:1.3;margin:2.5rem 0 .75rem;padding-top:.75rem;border-top:1px solid var(--line)}
h3{font-size:1.08rem;margin:1.6rem 0 .5rem}
h4{font-size:1rem;margin:1rem 0 .4rem;color:var(--soft)}
p{margin:.5rem 0}
ul,ol{margin:.5rem 0;padding-inline-start:1.3rem}
li{margin:.3rem 0}
a{color:var(--mark)}
code{background:var(--frame);padding:0 .25em;border-radius:.2em}
.left{background:var(--frame);border-inline-start:4px solid var(--mark);padding:.5rem 1rem;margin:1rem 0}
.left p{margin:.25rem 0}
blockquote{margin:.35rem 0;padding:.3rem .8rem;border-inline-start:3px solid var(--line);}
blockquote p{margin:.15rem 0;white-space:pre-wrap}
.ticket{border:2px solid var(--mark);border-radius:.6rem;background:var(--frame);padding:.8rem 1.2rem;margin:1.2rem 0}
.ticket .label{margin:0;color:var(--mark);font-weight:600}
.ticket .large{margin:.1rem 0 .4rem;font-size:1.6rem;line-height:1.25;font-weight:700}
.route{list-style:none;margin:1rem 0;padding:0}
.route li{position:relative;margin:0;padding:0 0 .9rem 2rem}
.route li::before{content:"";position:absolute;inset-inline-start:.2rem;top:.32rem;width:.95rem;height:.95rem;border-radius:50%;border:2px solid var(--line);background:var(--paper);z-index:1}
.route li::after{content:"";position:absolute;inset-inline-start:.62rem;top:.5rem;bottom:-.4rem;border-inline-start:2px solid var(--faint)}
.route li:last-child::after{display:none}
.route .behind::before{background:var(--second);border-color:var(--second)}
.route .behind::after{border-color:var(--second)}
.route .here::before{border-color:var(--mark);border-width:4px}
.route .ahead strong{font-weight:400}
.route .when{color:var(--soft)}
.route .here .when{color:var(--mark);font-weight:600}
.route p{margin:.1rem 0}
.strip{min-width:0;height:auto;margin:.3rem 0 .5rem}
figure{margin:1rem 0}
img{display:block;width:100%;height:auto;min-width:542px}
.wide{overflow-x:auto;margin:1rem 0}
table{border-collapse:collapse;width:100%;font-size:.94rem}
caption{text-align:start;font-weight:600;padding:.3rem 0}
th,td{text-align:start;vertical-align:top;padding:.35rem .6rem .35rem 0;border-bottom:1px solid var(--faint)}
th{font-weight:600}
tbody th{font-weight:400}
thead th{border-bottom:1px solid var(--line)}
@page{size:A4;margin:18mm 16mm}
@media print{
body{font-size:10.5pt}
header,main{max-width:none;padding:0}
h1,h2,h3,h4,caption,h2+p{break-after:avoid}
li,tr,figure,blockquote,.left,.s3,.wide,.ticket,.route li{break-inside:avoid}
.page{break-before:page}
.wide{overflow:visible}
figure img{min-width:0;max-height:240mm;width:auto;max-width:100%;margin:0 auto}
.route li::before,.strip,.ticket{print-color-adjust:exact;-webkit-print-color-adjust:exact}
}
`
