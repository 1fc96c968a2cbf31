package curriculum

// What is fed to the parsers is capped beforehand, because the parsers are not. (Package
// block guards Markdown, package tame TOML.) A lesson that somebody wrote comes nowhere
// near.
const (
	maxLessonBytes  = 256 << 10 // a lesson's file
	maxFrontBytes   = 8 << 10   // its front matter
	maxStepChars    = 8 << 10   // drawn of what stands between two level-2 headings
	maxModuleBytes  = 64 << 10  // module.toml, curriculum.toml
	maxGlossBytes   = 256 << 10 // glossary.<lang>.toml
	maxFileProblems = 20        // named for one file; more would hide them
)

// Of a folder: more than any curriculum has, less than hurts.
const (
	maxModules    = 1000
	maxEntries    = 2000     // in one module's folder
	maxFiles      = 20000    // lessons' files of a layer
	maxLayerBytes = 64 << 20 // all files of a layer
	maxName       = 60       // an id
)
