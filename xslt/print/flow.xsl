<?xml version="1.0" encoding="UTF-8"?>
<!-- How TEI's mixture of lines and blocks becomes paragraphs: runs of words between blocks are paragraphs of their own.
     Every element that no other template matches is drawn here by its kind (common/elements.xsl) and its style, so that
     no words are lost. A project may override print:style. -->
<xsl:stylesheet xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:map="http://www.w3.org/2005/xpath-functions/map"
  xmlns:print="https://tei-edition.org/ns/print" xmlns:el="https://tei-edition.org/ns/elements"
  xmlns:rdg="https://tei-edition.org/ns/readings" xmlns:tei="http://www.tei-c.org/ns/1.0"
  xmlns="https://tei-edition.org/ns/book" exclude-result-prefixes="#all" version="3.0">

  <!-- draws the children of the context element as blocks; `attributes` go to each paragraph that is made of a run of words -->
  <xsl:template name="print:flow" as="node()*">
    <xsl:param name="nodes" as="node()*" select="node()"/>
    <xsl:param name="attributes" as="attribute()*" select="()"/>
    <xsl:param name="first" as="element()*" select="()"/>
    <xsl:variable name="owner" as="element()" select="."/>
    <xsl:for-each-group select="$nodes[not(self::comment() or self::processing-instruction())]" group-adjacent="print:apart(.)">
      <xsl:variable name="opens" as="xs:boolean" select="position() eq 1"/>
      <xsl:choose>
        <xsl:when test="current-grouping-key()"><xsl:apply-templates select="current-group()" mode="print:block"/></xsl:when>
        <xsl:when test="every $node in current-group() satisfies print:wordless($node)">
          <xsl:apply-templates select="current-group()/self::*" mode="print:block"/>
        </xsl:when>
        <xsl:otherwise>
          <p>
            <xsl:sequence select="$attributes"/>
            <xsl:if test="not($opens)"><xsl:attribute name="flush" select="'true'"/></xsl:if>
            <xsl:sequence select="if ($opens) then $first else ()"/>
            <xsl:apply-templates select="current-group()" mode="print:inline"/>
            <xsl:if test="position() eq last()"><xsl:call-template name="print:notes-of"><xsl:with-param name="place" select="$owner"/></xsl:call-template></xsl:if>
          </p>
        </xsl:otherwise>
      </xsl:choose>
    </xsl:for-each-group>
  </xsl:template>

  <!-- whether a node is a block among others -->
  <xsl:function name="print:apart" as="xs:boolean">
    <xsl:param name="node" as="node()"/>
    <xsl:sequence select="if ($node instance of element()) then el:kind($node) = ('block', 'hidden') else false()"/>
  </xsl:function>

  <!-- whether nothing of a node can be seen in a line -->
  <xsl:function name="print:wordless" as="xs:boolean">
    <xsl:param name="node" as="node()"/>
    <xsl:sequence select="if ($node instance of text()) then not(normalize-space($node))
      else $node instance of element() and el:kind($node) = 'point' and not($node/self::tei:gap or $node/self::tei:space or $node/self::tei:ptr
        or $node/self::tei:figure)"/>
  </xsl:function>

  <!-- an element of the text among blocks: what holds blocks passes them on, what holds words is a paragraph -->
  <xsl:template match="*" mode="print:block" priority="-1" as="node()*">
    <xsl:call-template name="print:in-language">
      <xsl:with-param name="body" as="node()*">
        <xsl:call-template name="print:flow">
          <xsl:with-param name="first" as="element()*"><xsl:call-template name="print:anchor"/></xsl:with-param>
        </xsl:call-template>
      </xsl:with-param>
    </xsl:call-template>
  </xsl:template>

  <xsl:template match="tei:teiHeader | tei:index | tei:facsimile | tei:xenoData | tei:fsdDecl" mode="print:block print:inline" as="node()*"/>

  <!-- points among blocks: a page beginning has its own template; the rest has nothing to show there -->
  <xsl:template match="tei:anchor | tei:milestone | tei:handShift | tei:shift | tei:link | tei:linkGrp | tei:join | tei:joinGrp | tei:alt | tei:altGrp
    | tei:span | tei:spanGrp | tei:interp | tei:interpGrp | tei:timeline | tei:when | tei:certainty | tei:precision | tei:respons | tei:listTranspose
    | tei:substJoin | tei:witStart | tei:witEnd | tei:lacunaStart | tei:lacunaEnd | tei:addSpan | tei:delSpan | tei:damageSpan | tei:noteAnchor
    | tei:pause | tei:divGen" mode="print:block print:inline" as="node()*">
    <xsl:call-template name="print:anchor"/>
    <xsl:call-template name="print:notes-of"/>
  </xsl:template>

  <!-- wraps what is drawn of an element where its language changes -->
  <xsl:template name="print:in-language" as="node()*">
    <xsl:param name="body" as="node()*"/>
    <xsl:choose>
      <xsl:when test="@xml:lang and $body"><block xml:lang="{@xml:lang}"><xsl:sequence select="$body"/></block></xsl:when>
      <xsl:otherwise><xsl:sequence select="$body"/></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- an element within a line: its words, in its style and language, then the notes that hang on it -->
  <xsl:template match="*" mode="print:inline" priority="-1" as="node()*">
    <xsl:variable name="style" as="xs:string" select="print:style(.)"/>
    <xsl:call-template name="print:anchor"/>
    <xsl:choose>
      <xsl:when test="$style or @xml:lang">
        <span>
          <xsl:if test="$style"><xsl:attribute name="style" select="$style"/></xsl:if>
          <xsl:copy-of select="@xml:lang"/>
          <xsl:apply-templates mode="#current"/>
        </span>
      </xsl:when>
      <xsl:otherwise><xsl:apply-templates mode="#current"/></xsl:otherwise>
    </xsl:choose>
    <xsl:call-template name="print:notes-of"/>
  </xsl:template>

  <!-- A block that stands where only a line can be (a paragraph in a title) is set in the line, with spaces round it.
       Not by el:kind, which would say of every other element anew what it is. -->
  <xsl:template match="tei:p | tei:ab | tei:l | tei:head | tei:item | tei:row | tei:cell | tei:speaker | tei:addrLine | tei:lg | tei:list | tei:table"
    mode="print:inline" priority="-0.4" as="node()*">
    <xsl:text> </xsl:text>
    <xsl:next-match/>
    <xsl:text> </xsl:text>
  </xsl:template>

  <!-- the line breaks and spaces of the file are one space; so is all white space of XML -->
  <xsl:template match="text()" mode="print:inline" as="text()?">
    <xsl:value-of select="replace(., '[ \t\r\n]+', ' ')"/>
  </xsl:template>

  <!-- white space between the parts of a choice is the encoder's -->
  <xsl:template match="(tei:choice | tei:app | tei:subst)/text()[not(normalize-space())]" mode="print:inline" priority="1" as="text()?"/>

  <xsl:template match="text()" mode="print:block" as="text()?"/>

  <!-- element → style, for elements that are always set so -->
  <xsl:variable name="print:styles" as="map(xs:string, xs:string)" select="map{
    'emph': 'italic', 'foreign': 'italic', 'mentioned': 'italic', 'ex': 'italic', 'stage': 'italic', 'move': 'italic',
    'unclear': 'dotted', 'del': 'struck', 'roleDesc': 'italic', 'role': 'small-caps', 'docAuthor': 'small-caps' }"/>

  <!-- what @rend, @rendition and @style say, as patterns → style -->
  <xsl:variable name="print:renderings" as="map(xs:string, xs:string)" select="map{
    'italic|ital\b|\bit?\b|underline|\bund\b': 'italic', 'bold|\bb\b': 'bold', 'small-?caps|smcap|\bsc\b': 'small-caps',
    'super(script)?|\bsup\b': 'superscript', 'sub(script)?\b': 'subscript', 'letter-?spac|spaced|gesperrt|letterspac': 'spaced',
    'strike|line-through|struck': 'struck', 'font-style:\s*normal|\broman\b|\bupright\b': 'upright' }"/>

  <!-- returns the styles of an element within a line, separated by spaces; empty for none -->
  <xsl:function name="print:style" as="xs:string" visibility="public">
    <xsl:param name="element" as="element()"/>
    <xsl:variable name="rendered" as="xs:string" select="print:rendering($element)"/>
    <xsl:variable name="said" as="xs:string*" select="if ($rendered eq '') then ()
      else map:keys($print:renderings)[matches($rendered, ., 'i')] ! $print:renderings(.)"/>
    <xsl:variable name="usual" as="xs:string?" select="if ($element/self::tei:title) then print:title-style($element)
      else $print:styles(local-name($element))"/>
    <xsl:sequence select="string-join(sort(distinct-values(if ($rendered eq '') then $usual else $said)), ' ')"/>
  </xsl:function>

  <!-- returns what the encoder says of an element's look, the renditions of the header read with it -->
  <xsl:function name="print:rendering" as="xs:string">
    <xsl:param name="element" as="element()"/>
    <xsl:sequence select="if (not($element/(@rend, @rendition, @style))) then ''
      else string-join(($element/@rend, $element/@style,
        for $pointer in $element/@rendition/tokenize(.) return
          (if (starts-with($pointer, '#')) then key('id:by-id', substring($pointer, 2), root($element))[1]/string() else (), $pointer)[1]), ' ')"/>
  </xsl:function>

  <!-- A title is set in italics, one of an article or unpublished paper upright; not where quotation marks of the text
       single it out already. -->
  <xsl:function name="print:title-style" as="xs:string?">
    <xsl:param name="title" as="element(tei:title)"/>
    <xsl:sequence select="if ($title/@level = ('a', 'u') or el:opens-with-mark($title) or $title/ancestor::tei:title) then () else 'italic'"/>
  </xsl:function>

</xsl:stylesheet>
