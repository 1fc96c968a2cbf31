package check

import (
	"regexp"
	"strings"
	"sync"
)

// inFrench is what the rules about words know of French.
var inFrench = language{
	// Kandel, L. & Moles, A., "Application de l'indice de Flesch à la langue
	// française", Cahiers d'études de radio-télévision 19 (1958).
	syllables: frenchSyllables, base: 207, slow: 73.6,
	lesson: 60, step: 50, longest: 32,
	opening: "Je sais ",
	unwatched: sync.OnceValue(func() *regexp.Regexp {
		return regexp.MustCompile(`(?i)^(comprendre|connaître|apprécier|être conscient|être consciente|apprendre|saisir|me familiariser|réaliser que|savoir)(?:\P{L}|$)`)
	}),
	small: sync.OnceValue(func() map[string]bool {
		return words("a à ai ait au aux avec avez avoir c ce ces cela cet cette comme comment d dans de des du elle elles en entre es est et été être eux faire fait faut fin il ils j je l la le les leur leurs lui m ma mais me mes moi mon n ne nos notre nous on ont ou où par pas peut plus pour pouvez qu quand que quel quelle quelles quels qui quoi s sa sans se ses si son sont sur t ta te tes toi ton tu un une vos votre vous y")
	}),
	elides: true,
	figures: sync.OnceValue(func() *figures {
		re := regexp.MustCompile
		return &figures{
			digits:   re(`(?i)` + aNumber + `(?:%|pour ?cent\b|caractères|abonnés|millions?\b|milliards?\b|utilisateurs)|(?:limitée?s? à|limite de|limite est de|maximum de|jusqu['’]à) ` + aNumber + `(?:minutes|heures|Mo|Go|participants|membres|personnes|photos|images|relations|contacts|mots-dièses)\b|\d[\d.,]* ?(?:€|euros?) (?:par|le) (?:mois|an|utilisateur)`),
			innocent: re(`(?i)^\d{1,2}[ \x{a0}\x{202f}]?(?:utilisateurs|abonnés)$|\b100[ \x{a0}\x{202f}]?%|(?:zoom|volume|batterie|luminosité|agrandi|écran|remise|réduction|rabais|acompte|sûre?s?)[^.]{0,24}?%|%[ \x{a0}]?(?:de )?(?:remise|réduction|rabais|TVA|acompte|batterie)`),
			ages:     re(`(?i)\b(?:plus|moins) de [3-7][05][ \x{a0}]ans`),
			menu:     re(menuPattern("Fichier|Édition|Affichage|Insertion|Format|Outils|Fenêtre|Aide|Options|[Pp]aramètres|[Rr]églages|Préférences|Compte|Profil|Confidentialité|Sécurité|Partager|Démarrer|Accueil|Menu|Notifications|Système|Général|Écran", `[Cc]hoisissez|[Oo]uvrez|[Ss]électionnez|[Aa]llez (?:dans|à|sur)|[Aa]ller (?:dans|à|sur)|[Pp]assez par|[Ss]uivez`)),
		}
	}),
	habits: sync.OnceValue(func() habits {
		return habits{
			asks:     strings.Fields("demande* appel* téléphone* vérifi* cherche* relis* relire confirm* compar* teste* tester regarde* interrog*"),
			absolute: strings.Fields("tout tous toute toutes rien jamais toujours aucun aucune chaque seul seule uniquement entier entière"),
			waits:    strings.Fields("accepte* attend* laisse* puisque parce car ignore* espère*"),
			negative: strings.Fields("ne n pas rien jamais aucun aucune sans ni personne"),
		}
	}),
}
