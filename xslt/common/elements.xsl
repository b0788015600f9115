<?xml version="1.0" encoding="UTF-8"?>
<!-- What kind of thing each TEI element is on a page: the table from which plain elements are drawn.
     Kinds: block (stands for itself), inline (part of a line of text), point (has no words), hidden (is not read with the text).
     Some are one or the other by where they stand: a bibl in a list of works is a block, in a sentence it is inline.
     All others are inline, unless they hold a block; one that is none of TEI's (el:is-known) keeps its words and its place,
     and the page marks it with its name. A project may override el:kind and el:is-known. -->
<xsl:stylesheet xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:map="http://www.w3.org/2005/xpath-functions/map"
  xmlns:el="https://tei-edition.org/ns/elements" xmlns:tei="http://www.tei-c.org/ns/1.0"
  exclude-result-prefixes="#all" version="3.0">

  <!-- divisions and what else holds blocks and no words of its own -->
  <xsl:variable name="el:containers" as="xs:string+" select="tokenize('
    TEI teiCorpus text front body back group floatingText div div1 div2 div3 div4 div5 div6 div7 titlePage sp spGrp lg
    castList castGroup set prologue epilogue performance argument epigraph postscript figure list table row
    listBibl listPerson listPlace listOrg listEvent listNym listObject listRelation listWit listApp listChange noteGrp
    standOff sourceDoc surfaceGrp surface msDesc msPart msFrag biblStruct analytic monogr series imprint biblFull
    forest listForest entry superEntry hom annotationBlock listAnnotation specGrp schemaSpec')[.]"/>

  <xsl:variable name="el:blocks" as="xs:string+" select="$el:containers, tokenize('
    p ab l head trailer opener closer salute signed dateline byline address addrLine docTitle titlePart docImprint
    docEdition imprimatur speaker castItem camera caption tech sound view item headLabel headItem cell
    figDesc u line zone person personGrp place org event nym object relation witness change entryFree sense dictScrap
    re etym eTree tree graph fs fsDecl exemplum eg egXML elementSpec classSpec macroSpec dataSpec moduleSpec attDef
    attList valList valItem content constraintSpec remarks msContents msItem msItemStruct physDesc history additional
    objectDesc supportDesc layoutDesc handDesc scriptDesc musicNotation decoDesc bindingDesc sealDesc accMat
    summary origin provenance acquisition support layout handNote decoNote binding seal recordHist custodialHist
    correspDesc correspAction particDesc settingDesc langUsage catDesc category taxonomy')[.]"/>

  <!-- a block where its parent holds no words of its own, else part of the line -->
  <xsl:variable name="el:contextual" as="xs:string+" select="tokenize('
    bibl stage move quote cit q said label desc docAuthor docDate note graphic media formula notatedMusic binaryObject
    app lem rdg rdgGrp witDetail ref idno publisher pubPlace date title author editor respStmt availability
    extent edition biblScope term gloss metamark seg s phr cl')[.]"/>

  <xsl:variable name="el:points" as="xs:string+" select="tokenize('
    anchor pb cb gb lb milestone handShift shift ptr caesura space gap link join alt span timeline when certainty
    precision respons listTranspose substJoin witStart witEnd lacunaStart lacunaEnd addSpan delSpan damageSpan
    spanGrp linkGrp joinGrp altGrp interp interpGrp noteAnchor pause divGen')[.]"/>

  <!-- written for a machine, or for an index that is not this page -->
  <xsl:variable name="el:hidden" as="xs:string+" select="tokenize('teiHeader index facsimile xenoData fLib fvLib fsdDecl')[.]"/>

  <!-- the other elements of TEI P5: part of a line, unless they hold blocks -->
  <xsl:variable name="el:plain" as="xs:string+" select="tokenize('
    abbr abstract activity actor add addName additions adminInfo affiliation age altIdent altIdentifier alternate am annotation anyElement
    appInfo application arc att attRef authority bicond binary birth bloc broadcast c cRefPattern calendar calendarDesc case catRef
    catchwords channel char charDecl choice citeData citeStructure citedRange classCode classDecl classRef classes climate code collation
    collection colloc colophon cond condition constitution constraint conversion corr correction correspContext country creation custEvent
    damage dataFacet dataRef datatype death def default defaultVal del depth derivation dim dimensions distinct distributor district domain
    eLeaf editionStmt editorialDecl education elementRef ellipsis email emph empty encodingDesc equipment equiv eventName ex expan explicit
    f fDecl fDescr factuality faith fileDesc filiation finalRubric floruit foliation foreign forename form fsConstraints fsDescr fsdLink
    funder fw g gen genName gender geo geoDecl geogFeat geogName gi glyph gram gramGrp handNotes height heraldry hi hyph hyphenation iNode
    iType ident if iff incident incipit institution interaction interpretation keywords kinesic lang langKnowledge langKnown language lbl
    leaf licence listPrefixDef listRef localProp locale location locus locusGrp m macroRef mapping material measure measureGrp meeting
    memberOf mentioned metDecl metSym mod model modelGrp modelSequence moduleRef mood msIdentifier msName name nameLink namespace
    nationality node normalization notesStmt num number numeric oRef objectIdentifier objectName objectType occupation offset orgName orig
    origDate origPlace orth outputRendition pRef param paramList paramSpec path pc per persName persPronouns persona placeName population
    pos post postBox postCode prefixDef preparedness principal profileDesc projectDesc pron publicationStmt punctuation purpose quotation rb
    recording recordingStmt redo refState refsDecl reg region relatedItem rendition repository residence resp restore retrace revisionDesc
    rhyme role roleDesc roleName root rs rt rubric ruby samplingDecl schemaRef scriptNote scriptStmt secFol secl segmentation sequence
    seriesStmt setting settlement sex sic signatures soCalled socecStatus source sourceDesc specDesc specGrpRef specList sponsor stamp state
    stdVals street stress string styleDefDecl subc subst supplied surname surplus surrogates syll symbol tag tagUsage tagsDecl terrain
    textClass textDesc textLang textNode then time titleStmt tns trait transcriptionDesc transpose triangle typeDesc typeNote unclear undo
    unicodeProp unihanProp unit unitDecl unitDef usg vAlt vColl vDefault vLabel vMerge vNot vRange val valDesc variantEncoding vocal w
    watermark width wit writing xr')[.]"/>

  <xsl:variable name="el:kinds" as="map(xs:string, xs:string)" select="map:merge((
    $el:blocks ! map{ .: 'block' }, $el:contextual ! map{ .: 'contextual' }, $el:points ! map{ .: 'point' },
    $el:hidden ! map{ .: 'hidden' }, $el:plain ! map{ .: 'plain' }), map{ 'duplicates': 'use-first' })"/>

  <!-- returns block, inline, point or hidden -->
  <xsl:function name="el:kind" as="xs:string" visibility="public">
    <xsl:param name="element" as="element()"/>
    <xsl:variable name="known" as="xs:string?" select="if ($element/self::tei:* or namespace-uri($element) eq 'http://www.tei-c.org/ns/Examples')
      then $el:kinds(local-name($element)) else ()"/>
    <xsl:choose>
      <xsl:when test="$known eq 'contextual'">
        <xsl:sequence select="if (el:set-off($element)) then 'block' else 'inline'"/>
      </xsl:when>
      <xsl:when test="$known ne 'plain'"><xsl:sequence select="$known"/></xsl:when>
      <xsl:when test="el:holds-block($element)"><xsl:sequence select="'block'"/></xsl:when>
      <xsl:otherwise><xsl:sequence select="'inline'"/></xsl:otherwise>
    </xsl:choose>
  </xsl:function>

  <!-- whether an element is one that we know: of TEI P5, of an example of encoding, of MathML, of a schema -->
  <xsl:function name="el:is-known" as="xs:boolean" visibility="public">
    <xsl:param name="element" as="element()"/>
    <xsl:sequence select="if ($element/self::tei:*) then map:contains($el:kinds, local-name($element))
      else namespace-uri($element) = ('http://www.tei-c.org/ns/Examples', 'http://www.w3.org/1998/Math/MathML',
        'http://purl.oclc.org/dsdl/schematron', 'http://relaxng.org/ns/structure/1.0')"/>
  </xsl:function>

  <xsl:function name="el:is-block" as="xs:boolean">
    <xsl:param name="element" as="element()"/>
    <xsl:sequence select="el:kind($element) eq 'block'"/>
  </xsl:function>

  <!-- whether blocks stand inside the element, so that it cannot be part of a line as it is;
       a note inside it does not count: what hangs on a line is drawn as a part of it -->
  <xsl:function name="el:holds-block" as="xs:boolean">
    <xsl:param name="element" as="element()"/>
    <xsl:sequence select="some $child in $element/* satisfies
      (not($child/self::tei:note or $child/self::tei:rdg[../tei:lem] or $child/self::tei:witDetail)
        and (el:is-block($child) or el:holds-block($child)))"/>
  </xsl:function>

  <!-- whether an element that may be either is a block here -->
  <xsl:function name="el:set-off" as="xs:boolean">
    <xsl:param name="element" as="element()"/>
    <xsl:choose>
      <xsl:when test="local-name($element/..) = $el:containers and not(el:has-words($element/..))"><xsl:sequence select="true()"/></xsl:when>
      <xsl:when test="$element/self::tei:note"><xsl:sequence select="false()"/></xsl:when>
      <xsl:when test="$element/parent::tei:cit"><xsl:sequence select="el:set-off($element/..)"/></xsl:when>
      <xsl:when test="$element[self::tei:quote or self::tei:cit or self::tei:q or self::tei:said]">
        <xsl:sequence select="el:quoted-apart($element)"/>
      </xsl:when>
      <xsl:otherwise><xsl:sequence select="el:holds-block($element)"/></xsl:otherwise>
    </xsl:choose>
  </xsl:function>

  <!-- Whether a quotation inside a paragraph stands apart from it. Where the encoder does not say so by @rend, a quotation
       stands apart if it holds blocks, or if it is citable by itself (xml:id) and no quotation mark opens it. -->
  <xsl:function name="el:quoted-apart" as="xs:boolean">
    <xsl:param name="quotation" as="element()"/>
    <xsl:sequence select="if ($quotation/(@rend, @rendition, @type)/tokenize(replace(., '#', '')) = ('inline', 'run-in', 'spoken')) then false()
      else if ($quotation/(@rend, @rendition, @type)/tokenize(replace(., '#', '')) = ('block', 'blockquote', 'display', 'indent')) then true()
      else exists(($quotation[not(self::tei:cit)], $quotation/self::tei:cit/(tei:quote | tei:q))[el:holds-block(.)]) or ($quotation[self::tei:quote or self::tei:cit]/@xml:id and not(el:opens-with-mark($quotation)))"/>
  </xsl:function>

  <!-- whether a quotation mark stands before the element or opens it -->
  <xsl:function name="el:opens-with-mark" as="xs:boolean">
    <xsl:param name="element" as="element()"/>
    <xsl:sequence select="matches(string($element/preceding-sibling::node()[1]), '[&quot;''“”„‟«»‹›‘’‚‛「『]\s*$')
      or matches(string(($element/text()[normalize-space()])[1]), '^\s*[&quot;''“”„‟«»‹›‘’‚‛「『]')"/>
  </xsl:function>

  <!-- whether words stand directly in the element -->
  <xsl:function name="el:has-words" as="xs:boolean">
    <xsl:param name="element" as="element()"/>
    <xsl:sequence select="exists($element/text()[normalize-space()])"/>
  </xsl:function>

</xsl:stylesheet>
